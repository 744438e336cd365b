package corpus

// The families beside guideline, checklist manual and mapping table. The two
// tables hold no requirements of their own: what they say is links.
const (
	FamilyQA             Family = "qa"                   // Q&A of the guideline
	FamilyMigration      Family = "migration-table"      // 第5.2版→第6.0版項目移行対応表
	FamilyCorrespondence Family = "correspondence-table" // 各編間相関表
	FamilyRoles          Family = "role-table"           // 役割分担等に関する確認表
	FamilyProvider       Family = "provider-guideline"   // 提供事業者における安全管理ガイドライン
)

// isTable reports whether what a document of the family says about clauses are
// rows of a table.
func (f Family) isTable() bool {
	return f == FamilyMappingTable || f == FamilyMigration || f == FamilyCorrespondence || f == FamilyRoles
}
