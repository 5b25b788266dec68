/** Programs for Apache Spark, which tests start in a process with Spark's own class path. */
@NullMarked
package dev.plinth.tests.spark;

import org.jspecify.annotations.NullMarked;
