/** The REST API of the real server, on a real chain. */
package org.prytany.acceptance.api;
