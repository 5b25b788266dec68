package dev.plinth.examples.shop;

import dev.plinth.auth.AuthClient;
import dev.plinth.auth.SessionTokens;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signs users up and in. The browser keeps the tokens, and sends the access token with each request. */
@RestController
class SignInController {
    private final AuthClient auth;

    record Credentials(String email, String password) {}

    record Tokens(String accessToken, String refreshToken, Instant expiresAt) {}

    SignInController(AuthClient auth) {
        this.auth = auth;
    }

    @PostMapping("/sign-up")
    @ResponseStatus(HttpStatus.CREATED)
    void signUp(@RequestBody Credentials credentials) {
        auth.signUp(credentials.email(), credentials.password());
    }

    @PostMapping("/sign-in")
    Tokens signIn(@RequestBody Credentials credentials) {
        SessionTokens tokens = auth.signInWithPassword(credentials.email(), credentials.password())
                .tokens();
        return new Tokens(tokens.accessToken().reveal(), tokens.refreshToken().reveal(), tokens.expiresAt());
    }
}
