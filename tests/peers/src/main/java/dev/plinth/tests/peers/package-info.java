/** The same faults, for other clients. */
@NullMarked
package dev.plinth.tests.peers;

import org.jspecify.annotations.NullMarked;
