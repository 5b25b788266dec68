/** Gateways: how a request reaches a service, directly at the project or through a control plane. */
@NullMarked
package dev.plinth.core.internal.gateway;

import org.jspecify.annotations.NullMarked;
