package dev.plinth.s3compat.internal.integrity;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
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

    /** From this size on, a body that came over plain http is worth a digest; smaller ones are left to TCP's checksums. */
    private static final long WORTH_A_DIGEST = 1 << 20;

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;
    /** An upload in parts has an ETag of the form {@code …-2}, which is a digest of digests. */
    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-fA-F]{32})\"?");

    /** Returns what a response's body has to be, or nothing if there is none to check: HEAD, 204, 304, an error. */
    static Optional<ExpectedBody> of(SdkHttpRequest request, SdkHttpResponse response, boolean etagsAreDigests) {
        boolean hasBody = request.method() != SdkHttpMethod.HEAD
                && response.isSuccessful()
                && response.statusCode() != NO_CONTENT;
        if (!hasBody) {
            return Optional.empty();
        }
        OptionalLong said = contentLength(response);
        Optional<ContentRange> range = range(response);
        OptionalLong length = range.isPresent() ? OptionalLong.of(range.get().length()) : said;
        String fault = fault(request, response, said, range);
        boolean compare = etagsAreDigests && worthADigest(request, length);
        return Optional.of(new ExpectedBody(length, compare ? digest(response) : Optional.empty(), fault));
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

    /** Over https each byte is protected already; a length that is not told lets a truncated body pass for a whole one. */
    private static boolean worthADigest(SdkHttpRequest request, OptionalLong length) {
        return length.isEmpty() || (request.protocol().equals("http") && length.getAsLong() >= WORTH_A_DIGEST);
    }

    /** Returns the ETag where it is the MD5 digest of the bytes that were sent. */
    private static Optional<String> digest(SdkHttpResponse response) {
        boolean encrypted = response.firstMatchingHeader("x-amz-server-side-encryption")
                        .filter(algorithm -> !algorithm.equals("AES256"))
                        .isPresent()
                || response.firstMatchingHeader("x-amz-server-side-encryption-customer-algorithm")
                        .isPresent();
        boolean encoded = response.firstMatchingHeader("Content-Encoding")
                .filter(encoding -> !encoding.equals("identity") && !encoding.equals("aws-chunked"))
                .isPresent();
        return response.statusCode() != OK || encrypted || encoded
                ? Optional.empty()
                : response.firstMatchingHeader("ETag")
                        .map(MD5::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> matcher.group(1).toLowerCase(Locale.ROOT));
    }
}
