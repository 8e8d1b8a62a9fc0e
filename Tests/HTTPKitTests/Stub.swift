import Testing

@Test("it builds") func builds() { #expect(Bool(true)) }
