package dev.plinth.spring.boot;

import dev.plinth.Project;
import dev.plinth.core.AccessToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;

/**
 * The project as the caller of the current request sees it: calls are made with the caller's access token, so that
 * row-level security applies. Inject it into any bean; which caller it is is decided at each call, from the security
 * context of the thread.
 *
 * <pre>{@code
 * @GetMapping("/notes")
 * List<String> notes() {
 *     return currentUser.project().bucket("notes").list().stream().map(ListedObject::key).toList();
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CurrentUserProject {

    private final Project project;

    CurrentUserProject(Project project) {
        this.project = project;
    }

    /**
     * Returns the project with the access token of the current request.
     *
     * @return the project, which acts as the caller; keep it for this request only
     * @throws AuthenticationCredentialsNotFoundException if the thread has no authentication with an access token;
     *     Spring Security responds with 401
     */
    public Project project() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getCredentials() instanceof AbstractOAuth2Token token) {
            return project.actingAs(AccessToken.of(token.getTokenValue()));
        }
        throw new AuthenticationCredentialsNotFoundException(
                "There is no access token in the security context of this thread. Require authentication for the path;"
                        + " in another thread, pass the security context with it.");
    }

    @Override
    public String toString() {
        return "CurrentUserProject[" + project + "]";
    }
}
