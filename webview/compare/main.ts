import './compare.css';
import { defineToolkit } from '../components/toolkit.ts';
import './comparePage.ts';

defineToolkit();
document.body.append(document.createElement('compare-page'));
