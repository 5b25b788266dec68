package dev.plinth.core.internal.gateway;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.error.ServerFailure;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Interprets the errors of a control plane, which replaces the servers' status and code, and has errors of its own. */
final class ControlPlaneErrors {

    private static final String HOSTED_STUDIO = "Endpoint not supported on hosted";
    private static final String NO_SERVER_ACTION = "Server action not found.";

    private record Meaning(int status, String code) {}

    /** A Studio forwards the error message only. These are the messages of the servers behind it. */
    private static final Map<String, Meaning> BY_TEXT = Map.of(
            "Object not found", new Meaning(404, "NoSuchKey"),
            "Bucket not found", new Meaning(404, "NoSuchBucket"),
            "Project not found", new Meaning(404, "project_not_found"),
            "User not found", new Meaning(404, "user_not_found"),
            "The resource already exists", new Meaning(409, "KeyAlreadyExists"),
            "A user with this email address has already been registered", new Meaning(422, "email_exists"),
            "The object exceeded the maximum allowed size", new Meaning(413, "EntityTooLarge"),
            "The bucket you tried to delete is not empty", new Meaning(409, "ResourceNotEmpty"));

    private static final Set<Integer> FLAT = Set.of(400, 500);

    private ControlPlaneErrors() {}

    static Failure interpret(ServerFailure failure) {
        if (failure.status() == 401 && failure.httpStatus() == 401) {
            return failure.interpretedAs(401, ErrorCode.UNAUTHORIZED, failure.message());
        }
        Meaning meaning = hasNoCode(failure) && FLAT.contains(failure.status()) ? BY_TEXT.get(failure.message()) : null;
        return meaning == null
                ? failure
                : failure.interpretedAs(meaning.status(), ErrorCode.of(meaning.code()), failure.message());
    }

    /** A Studio also responds with 500 to invalid input, so a retry would fail again. */
    static boolean permanent(Failure failure) {
        return failure.httpStatus() == 500;
    }

    /**
     * Returns whether the route does not exist, as opposed to the resource. Platforms, servers and frameworks report
     * this differently.
     */
    static boolean lacksRoute(Failure failure) {
        if (failure.httpStatus() == 405) {
            return true;
        }
        boolean namesResource = BY_TEXT.containsKey(failure.message());
        return failure.httpStatus() == 404
                && !namesResource
                && !failure.message().equals(HOSTED_STUDIO);
    }

    static @Nullable String hint(Failure failure) {
        String message = failure.message();
        if (message.contains(HOSTED_STUDIO)) {
            return "this is the URL of the Studio app, not of the control plane's API: use the API's URL";
        }
        if (message.contains(NO_SERVER_ACTION)) {
            return "this Studio has no upload route: connect to the project directly with Project.connect(projectUrl, key)";
        }
        if (message.contains("signature verification failed") || message.startsWith("invalid JWT")) {
            return "the project rejected the platform's own key, not your token: contact the platform's operator";
        }
        return byStatus(failure);
    }

    private static @Nullable String byStatus(Failure failure) {
        return switch (failure.status()) {
            case 401 ->
                "the control plane requires a signed-in user's platform JWT; a self-hosted one may require"
                        + " BasicCredentials";
            case 404, 405 ->
                lacksRoute(failure)
                        ? "this platform does not offer this route: connect to the project directly with"
                                + " Project.connect(projectUrl, key)"
                        : null;
            case 540 -> "the project is paused: restore it in the platform's dashboard";
            case 503 -> "the project may not be running: check its status in the platform's dashboard";
            default -> null;
        };
    }

    private static boolean hasNoCode(ServerFailure failure) {
        return failure.code().equals(ErrorCode.INVALID_REQUEST)
                || failure.code().equals(ErrorCode.SERVER_ERROR);
    }
}
