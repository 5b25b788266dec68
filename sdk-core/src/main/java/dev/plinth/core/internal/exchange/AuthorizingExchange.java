package dev.plinth.core.internal.exchange;

import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds the credential to a request, and refreshes it once if the server rejects it. */
public final class AuthorizingExchange implements Exchange {

    private static final int UNAUTHORIZED = 401;

    private final Exchange next;
    private final TokenRefreshes refreshes;

    public AuthorizingExchange(Exchange next, TokenRefreshes refreshes) {
        this.next = next;
        this.refreshes = refreshes;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        if (call.route().anonymous) {
            return next.exchange(call.gateway().authorize(request, null, null), call);
        }
        Credentials credentials = call.credentials();
        Secret token = token(credentials, call);
        HttpResponse response = send(request, credentials, token, call);
        if (token == null || !isRejected(response) || !request.repeatable()) {
            return response;
        }
        Secret fresh = refreshes.refresh(credentials, token, call);
        if (fresh == null) {
            return response;
        }
        response.close();
        return send(request, credentials, fresh, call);
    }

    /** Uses a token that expires soon while a new one is obtained in the background, so that no call waits for it. */
    private @Nullable Secret token(Credentials credentials, Call<?> call) {
        Optional<Secret> current = credentials.token();
        if (current.isPresent()) {
            return current.get();
        }
        Optional<Secret> expiring = credentials.expiringToken();
        if (expiring.isPresent()) {
            refreshes.refreshInBackground(credentials);
            return expiring.get();
        }
        return refreshes.refresh(credentials, null, call);
    }

    private HttpResponse send(HttpRequest request, Credentials credentials, @Nullable Secret token, Call<?> call) {
        return next.exchange(call.gateway().authorize(request, credentials, token), call);
    }

    private static boolean isRejected(HttpResponse response) {
        return response.failure().map(f -> f.status() == UNAUTHORIZED).orElse(false);
    }
}
