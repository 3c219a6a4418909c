/**
 * Where the server and plugin WARs meet: a CDI extension that collects plugins, and their registry.
 */
@NullMarked
package org.prytany.bridge;

import org.jspecify.annotations.NullMarked;
