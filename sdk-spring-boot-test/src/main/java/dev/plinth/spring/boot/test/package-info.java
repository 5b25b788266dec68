/** Tests of Spring Boot applications on an embedded platform. */
@NullMarked
package dev.plinth.spring.boot.test;

import org.jspecify.annotations.NullMarked;
