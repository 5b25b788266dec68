/** What came of a run, and whether that is all right. */
@NullMarked
package dev.plinth.tests.faults.judge;

import org.jspecify.annotations.NullMarked;
