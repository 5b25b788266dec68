/** Requests to a platform's control plane, and the discovery of a project's URLs and keys. */
@NullMarked
package dev.plinth.internal;

import org.jspecify.annotations.NullMarked;
