/** Spring Boot auto-configuration: a project's clients as beans, configured by the properties {@code plinth.*}. */
@NullMarked
package dev.plinth.spring.boot;

import org.jspecify.annotations.NullMarked;
