// The script of the contract page.
import { Places } from "../places";
import { Engine } from "../search/engine";
import { ContractPage } from "./page";

const data = new URL("../search/", (document.currentScript as HTMLScriptElement).src).href;
if (document.getElementById("contract")) new ContractPage(document.body.dataset.root ?? "", new Engine(data), new Places(data));
