/** The quickstart: {@code mvn -q -Pquickstart}. */
@NullMarked
package dev.plinth.examples.quickstart;

import org.jspecify.annotations.NullMarked;
