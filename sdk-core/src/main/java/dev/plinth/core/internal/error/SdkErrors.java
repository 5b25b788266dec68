package dev.plinth.core.internal.error;

/** The codes that Plinth itself puts in where a server gave none: those of {@link dev.plinth.core.ErrorCode}. */
public final class SdkErrors {

    // code | statuses | does a retry help | what happened | what to do
    public static final ErrorTable TABLE = ErrorTable.of("""
            invalid_request | 400, 415, 416, 422 | no | the server refuses the request as it is, without a code | -
            unauthorized | 401 | no | there is no credential, or one that the server does not accept | give a valid key or token, or sign in again
            forbidden | 403 | no | this credential may not do that | act with another credential
            not_found | 404, 405 | no | there is no such thing, or no such route | check the name or id, and the URL that the connection was made with
            conflict | 409 | no | what is to be made is there already, or was changed at the same time | look at what is there now
            payload_too_large | 413 | no | the request is larger than the server, or a proxy before it, takes | send less at a time
            rate_limited | 429 | later | too many requests | wait as long as the exception says, or send fewer at a time
            server_error | 500 and above | later | the server failed, without a code | -
            project_paused | 540 | no | the project is paused | restore it in the platform's dashboard
            upstream_unavailable | 500 and above | later | a proxy could not reach the server behind it | try again later; if it stays, its operator must look
            """);

    private SdkErrors() {}
}
