package dev.plinth.tests.faults.judge;

/**
 * What came of one row.
 *
 * @param row the row
 * @param outcome what came of it
 * @param detail what was seen, for people
 * @param millis how long the call took
 */
public record Verdict(Row row, Outcome outcome, String detail, long millis) {}
