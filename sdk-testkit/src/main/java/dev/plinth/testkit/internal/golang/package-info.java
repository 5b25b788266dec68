/** Ways of Go's standard library that can be seen from outside a server written in it. */
package dev.plinth.testkit.internal.golang;
