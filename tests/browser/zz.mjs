import { launch } from './browser.mjs';
import { fresh } from './service.mjs';
import { setUp, fill, upload, press } from './steps.mjs';
import { readdirSync } from 'node:fs';
console.log(Object.keys(await import('./steps.mjs')), Object.keys(await import('./service.mjs')), Object.keys(await import('./browser.mjs')));
