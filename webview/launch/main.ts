import './launch.css';
import '../components/comboBox.ts';
import '../components/menuButton.ts';
import '../components/pairAdder.ts';
import { defineToolkit } from '../components/toolkit.ts';
import './instanceTable.ts';
import './launchPage.ts';
import './typeAdder.ts';

defineToolkit();
document.body.append(document.createElement('launch-page'));
