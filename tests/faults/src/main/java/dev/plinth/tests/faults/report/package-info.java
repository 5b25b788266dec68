/** What a run of the matrix is told as. */
@NullMarked
package dev.plinth.tests.faults.report;

import org.jspecify.annotations.NullMarked;
