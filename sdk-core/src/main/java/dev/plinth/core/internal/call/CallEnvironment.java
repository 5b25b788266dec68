package dev.plinth.core.internal.call;

import dev.plinth.core.Credentials;
import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.gateway.Gateway;

/**
 * What a call inherits from its connection.
 *
 * @param gateway reaches the services
 * @param credentials authorize the request
 * @param settings timeout, attempts and headers
 * @param observers are notified of the call
 * @param scope cancels the call with the future or connection that it belongs to
 * @param resources are shared by all connections derived from one
 */
public record CallEnvironment(
        Gateway gateway,
        Credentials credentials,
        CallSettings settings,
        CallObservers observers,
        CancelScope scope,
        CallResources resources) {

    /** Returns the environment with another gateway. */
    public CallEnvironment withGateway(Gateway other) {
        return new CallEnvironment(other, credentials, settings, observers, scope, resources);
    }

    /** Returns the environment with other credentials. */
    public CallEnvironment withCredentials(Credentials other) {
        return new CallEnvironment(gateway, other, settings, observers, scope, resources);
    }

    /** Returns the environment with other settings and observers. */
    public CallEnvironment withOptions(CallSettings otherSettings, CallObservers otherObservers) {
        return new CallEnvironment(gateway, credentials, otherSettings, otherObservers, scope, resources);
    }

    /** Returns the environment within another scope. */
    public CallEnvironment withScope(CancelScope other) {
        return new CallEnvironment(gateway, credentials, settings, observers, other, resources);
    }
}
