/** Jackson modules that write Plinth's values as the JSON of the server. */
@NullMarked
package dev.plinth.jackson;

import org.jspecify.annotations.NullMarked;
