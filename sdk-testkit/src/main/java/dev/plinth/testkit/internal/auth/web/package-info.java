/** Requests, routes and responses of the Auth server. */
package dev.plinth.testkit.internal.auth.web;
