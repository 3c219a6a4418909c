/** The shape of the house, held by rules over the compiled classes. */
package org.prytany.acceptance.architecture;
