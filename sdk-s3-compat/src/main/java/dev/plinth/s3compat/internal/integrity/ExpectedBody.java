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
 * @param md5 the digest in hexadecimal digits, if it is to be compared
 * @param fault why this cannot be the response to the request, or null
 */
record ExpectedBody(
        OptionalLong length, Optional<String> md5, @Nullable String fault) {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;

    private static final String ENDLESS =
            "the response tells neither a length nor a digest, so that nobody can say whether" + " it is whole";

    /** Returns the expected body; nothing if no body is checked: HEAD, 204, 304, an error. */
    static Optional<ExpectedBody> of(SdkHttpRequest request, SdkHttpResponse response, Digests digests) {
        boolean hasBody = request.method() != SdkHttpMethod.HEAD
                && response.isSuccessful()
                && response.statusCode() != NO_CONTENT;
        if (!hasBody) {
            return Optional.empty();
        }
        OptionalLong said = contentLength(response);
        Optional<ContentRange> range = range(response);
        OptionalLong length = range.isPresent() ? OptionalLong.of(range.get().length()) : said;
        boolean compare = request.method() == SdkHttpMethod.GET && digests.coverResponse(request, length);
        Optional<String> digest = compare ? digest(response) : Optional.empty();
        boolean endless = digests != Digests.NONE && digest.isEmpty() && isUntold(request, response, length);
        String fault = endless ? ENDLESS : fault(request, response, said, range);
        return Optional.of(new ExpectedBody(length, digest, fault));
    }

    /** Returns the expectation for a response that is rejected. */
    static ExpectedBody none(String fault) {
        return new ExpectedBody(OptionalLong.empty(), Optional.empty(), fault);
    }

    private static OptionalLong contentLength(SdkHttpResponse response) {
        String header = response.firstMatchingHeader("Content-Length").orElse("");
        return header.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(header)) : OptionalLong.empty();
    }

    private static Optional<ContentRange> range(SdkHttpResponse response) {
        return response.statusCode() == PARTIAL_CONTENT
                ? response.firstMatchingHeader("Content-Range").flatMap(ContentRange::sent)
                : Optional.empty();
    }

    private static @Nullable String fault(
            SdkHttpRequest request, SdkHttpResponse response, OptionalLong said, Optional<ContentRange> sent) {
        if (sent.isPresent()
                && said.isPresent()
                && said.getAsLong() != sent.get().length()) {
            return "the response's range " + sent.get() + " and its Content-Length " + said.getAsLong() + " contradict"
                    + " each other";
        }
        Optional<ContentRange> asked = request.firstMatchingHeader("Range").flatMap(ContentRange::asked);
        if (asked.isEmpty()) {
            return null;
        }
        if (sent.isPresent() && !sent.get().answers(asked.get())) {
            return "bytes " + asked.get() + " were asked for, and the response has bytes " + sent.get();
        }
        boolean whole = response.statusCode() == OK && asked.get().first() > 0;
        return whole ? "bytes " + asked.get() + " were asked for, and the response has the whole object" : null;
    }

    /** Returns whether a body ends only with the socket, as after a truncated head. */
    private static boolean isUntold(SdkHttpRequest request, SdkHttpResponse response, OptionalLong length) {
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
