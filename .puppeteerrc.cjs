// The browser is found or installed by scripts/browser.mjs, never by puppeteer's own postinstall.
module.exports = { skipDownload: true };
