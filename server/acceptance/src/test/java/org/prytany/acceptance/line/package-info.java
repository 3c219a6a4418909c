/**
 * The whole line on real parts: a local chain, the real server with its plugins, the embedded
 * store.
 */
package org.prytany.acceptance.line;
