package dev.plinth.s3compat.internal.integrity;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The expected body, according to the head of a response.
 *
 * @param length the number of bytes, if the head contains it
 * @param md5 the digest in hexadecimal, if it is compared
 * @param error why this cannot be the response to the request, or null
 */
record ExpectedBody(
        OptionalLong length, Optional<String> md5, @Nullable String error) {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;

    private static final String UNVERIFIABLE =
            "the response has neither a length nor a digest, so it cannot be checked whether it is complete";

    /** Returns the expected body; empty if the body is not checked: for HEAD, 204, 304 and errors. */
    static Optional<ExpectedBody> of(SdkHttpRequest request, SdkHttpResponse response, Digests digests) {
        boolean hasBody = request.method() != SdkHttpMethod.HEAD
                && response.isSuccessful()
                && response.statusCode() != NO_CONTENT;
        if (!hasBody) {
            return Optional.empty();
        }
        OptionalLong contentLength = contentLength(response);
        Optional<ContentRange> responseRange = responseRange(response);
        OptionalLong length =
                responseRange.isPresent() ? OptionalLong.of(responseRange.get().length()) : contentLength;
        boolean compare = request.method() == SdkHttpMethod.GET && digests.compareResponse(request, length);
        Optional<String> digest = compare ? digest(response) : Optional.empty();
        boolean unverifiable = digests != Digests.NONE && digest.isEmpty() && endsWithSocket(request, response, length);
        String error = unverifiable ? UNVERIFIABLE : error(request, response, contentLength, responseRange);
        return Optional.of(new ExpectedBody(length, digest, error));
    }

    /** Returns the expectation for a response that is rejected. */
    static ExpectedBody none(String error) {
        return new ExpectedBody(OptionalLong.empty(), Optional.empty(), error);
    }

    private static OptionalLong contentLength(SdkHttpResponse response) {
        String header = response.firstMatchingHeader("Content-Length").orElse("");
        return header.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(header)) : OptionalLong.empty();
    }

    private static Optional<ContentRange> responseRange(SdkHttpResponse response) {
        return response.statusCode() == PARTIAL_CONTENT
                ? response.firstMatchingHeader("Content-Range").flatMap(ContentRange::ofResponse)
                : Optional.empty();
    }

    private static @Nullable String error(
            SdkHttpRequest request,
            SdkHttpResponse response,
            OptionalLong contentLength,
            Optional<ContentRange> responseRange) {
        if (responseRange.isPresent()
                && contentLength.isPresent()
                && contentLength.getAsLong() != responseRange.get().length()) {
            return "the response's range " + responseRange.get() + " and its Content-Length "
                    + contentLength.getAsLong() + " contradict" + " each other";
        }
        Optional<ContentRange> requested = request.firstMatchingHeader("Range").flatMap(ContentRange::ofRequest);
        if (requested.isEmpty()) {
            return null;
        }
        if (responseRange.isPresent() && !responseRange.get().isWithin(requested.get())) {
            return "bytes " + requested.get() + " were requested, but the response has bytes " + responseRange.get();
        }
        boolean rangeIgnored = response.statusCode() == OK && requested.get().first() > 0;
        return rangeIgnored
                ? "bytes " + requested.get() + " were requested, but the response has the whole object"
                : null;
    }

    /** Returns whether a body ends only with the socket, as after a truncated head. */
    private static boolean endsWithSocket(SdkHttpRequest request, SdkHttpResponse response, OptionalLong length) {
        return request.method() == SdkHttpMethod.GET
                && length.isEmpty()
                && response.firstMatchingHeader("Transfer-Encoding").isEmpty();
    }

    /** Returns the ETag if it is the MD5 digest of the sent bytes. */
    private static Optional<String> digest(SdkHttpResponse response) {
        boolean encoded = response.firstMatchingHeader("Content-Encoding")
                .filter(encoding -> !encoding.equals("identity") && !encoding.equals("aws-chunked"))
                .isPresent();
        return response.statusCode() != OK || encoded ? Optional.empty() : Digests.etag(response);
    }
}
