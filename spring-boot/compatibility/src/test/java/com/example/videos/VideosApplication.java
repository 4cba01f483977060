package com.example.videos;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that orders videos. */
@SpringBootApplication
class VideosApplication {}
