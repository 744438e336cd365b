package corpus

var checklistBlocks = blockDialect{name: "checklist", start: func(*blockText) bool { return false }, parse: nil}
