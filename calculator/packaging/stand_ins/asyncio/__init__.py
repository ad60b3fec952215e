"""Stands in for asyncio in the browser: the engine never waits, so there is no event loop."""
