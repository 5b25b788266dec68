package dev.plinth.tests.faults.judge;

import java.util.List;

/** What is not repaired yet: nothing. An entry is made by {@link Known#open}. */
final class Open {

    static final List<Known> ALL = List.of();

    private Open() {}
}
