/** What bad input gets: each test sends one to the real server and says what came back. */
package org.prytany.acceptance.badinput;
