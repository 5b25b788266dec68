/** Administration of users: operations, lists and records. */
@NullMarked
package dev.plinth.auth.internal.users;

import org.jspecify.annotations.NullMarked;
