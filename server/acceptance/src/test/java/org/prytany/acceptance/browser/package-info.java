/** The page as the real server serves it, in a real browser with a wallet that really signs. */
@org.jspecify.annotations.NullMarked
package org.prytany.acceptance.browser;
