package dev.plinth.benchmarks;

/**
 * How much is run.
 *
 * @param pairs the pairs of processes for each row
 * @param rounds how often calls are repeated before they are measured
 * @param quick whether some rows are left out
 */
record Run(int pairs, int rounds, boolean quick) {}
