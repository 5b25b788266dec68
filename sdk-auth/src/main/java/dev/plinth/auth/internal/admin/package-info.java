/** Administration: server settings, identity providers and OAuth clients. */
@NullMarked
package dev.plinth.auth.internal.admin;

import org.jspecify.annotations.NullMarked;
