/** Programs that show Plinth at work. Each is run by a test. */
@NullMarked
package dev.plinth.examples;

import org.jspecify.annotations.NullMarked;
