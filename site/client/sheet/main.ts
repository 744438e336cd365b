// The script of the fill-in sheets: one page for each form, and one that puts
// several sheets beside each other.

import { FormPage } from "./formpage";
import { MergePage } from "./mergepage";

const form = document.getElementById("sheet"), merge = document.getElementById("merge");
if (form instanceof HTMLFormElement) new FormPage(form);
if (merge) new MergePage(merge);
