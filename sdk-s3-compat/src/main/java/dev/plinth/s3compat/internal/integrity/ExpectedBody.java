package dev.plinth.s3compat.internal.integrity;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What the head of a response promises of its body.
 *
 * @param length the number of bytes, if the head tells it
 * @param md5 the digest in hexadecimal digits, if it is worth comparing
 * @param fault why this cannot be the response to the request, or null
 */
record ExpectedBody(
        OptionalLong length, Optional<String> md5, @Nullable String fault) {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;

    private static final String ENDLESS =
            "the response tells neither a length nor a digest, so that nobody can say whether" + " it is whole";

    /** Returns what a response's body has to be, or nothing if there is none to check: HEAD, 204, 304, an error. */
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

    /** Returns the expectation of a response that is not to be taken for one. */
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

    /** Tells whether only the end of the connection ends a body, as where the head of a response was cut off. */
    private static boolean isUntold(SdkHttpRequest request, SdkHttpResponse response, OptionalLong length) {
        return request.method() == SdkHttpMethod.GET
                && length.isEmpty()
                && response.firstMatchingHeader("Transfer-Encoding").isEmpty();
    }

    /** Returns the ETag where it is the MD5 digest of the bytes that were sent. */
    private static Optional<String> digest(SdkHttpResponse response) {
        boolean encoded = response.firstMatchingHeader("Content-Encoding")
                .filter(encoding -> !encoding.equals("identity") && !encoding.equals("aws-chunked"))
                .isPresent();
        return response.statusCode() != OK || encoded ? Optional.empty() : Digests.etag(response);
    }
}
