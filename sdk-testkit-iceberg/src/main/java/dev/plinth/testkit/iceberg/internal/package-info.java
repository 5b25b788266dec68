/** An Iceberg REST catalog for the local platform, on Iceberg's own classes. */
@NullMarked
package dev.plinth.testkit.iceberg.internal;

import org.jspecify.annotations.NullMarked;
