"""A stand-in for the providers of messages: same protocol, nothing leaves. Development only."""
