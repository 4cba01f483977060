/** A small application as a user writes it, which runs on several versions of Spring Boot. */
package com.example.videos;
