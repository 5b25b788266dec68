/** The control plane: what the platform's own port offers of a project's users and storage. */
package dev.plinth.testkit.internal.control;
