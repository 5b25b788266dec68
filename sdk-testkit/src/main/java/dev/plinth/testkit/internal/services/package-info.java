@org.jspecify.annotations.NullMarked
package dev.plinth.testkit.internal.services;
