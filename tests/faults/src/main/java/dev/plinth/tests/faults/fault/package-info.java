/** What can go wrong on the way. */
@NullMarked
package dev.plinth.tests.faults.fault;

import org.jspecify.annotations.NullMarked;
