/**
 * Speaks with plugins that run in a process of their own, and keeps that process running: both ends
 * of the link, and what is said on it.
 */
@NullMarked
package org.prytany.link;

import org.jspecify.annotations.NullMarked;
