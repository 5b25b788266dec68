/** What {@code bin/example} runs. */
@NullMarked
package dev.plinth.examples.run;

import org.jspecify.annotations.NullMarked;
