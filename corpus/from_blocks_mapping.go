package corpus

var mappingBlocks = blockDialect{name: mappingTableDialect.name, start: func(*blockText) bool { return false }, parse: nil}
