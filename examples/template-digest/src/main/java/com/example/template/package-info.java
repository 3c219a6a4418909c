/** A digester for the template that one DAO writes its proposals in. */
package com.example.template;
