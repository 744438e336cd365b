package corpus

// Carried is what a person decided on the same link of an earlier edition. It
// is shown as 要再確認 and decides nothing.
type Carried struct {
	Link       string    `json:"link"` // id of the earlier link
	Decision   *Decision `json:"decision"`
	Confidence float64   `json:"confidence"` // 0 to 1: that both ends are the ones decided on
	Reason     string    `json:"reason"`     // in Japanese
}
